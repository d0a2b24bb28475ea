"""x"""
from typing import Any
def page(brief: Any) -> str:
    return ""
