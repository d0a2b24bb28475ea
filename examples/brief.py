"""The customer brief of one order: python examples/brief.py examples/orders/shopify-us-de.json [--json]

The file is an envelope around an order as its platform writes it: {"platform": "shopify" | "woocommerce" | "saleor" | "xborder",
"at": now, "shop": {...}, "order": {...}, "rates"?: {...}, "rates_on"?, "rates_source"?, "known"?: what the platform does not keep}.
"""

import json
import sys
from pathlib import Path

from xborder import XborderError
from xborder.adapters.platforms import saleor, shopify, woocommerce
from xborder.adapters.wire import ask, facts_of

READERS = {"saleor": saleor.read_order, "shopify": shopify.read_order, "woocommerce": woocommerce.read_order}


def brief(file: str) -> dict[str, object]:
    """The answer to `customer_brief` for the order in a file."""
    facts = facts_of(Path(file).read_bytes())
    platform, known, shop = facts.pop("platform"), facts.pop("known", {}), facts["shop"]
    if platform != "xborder":
        facts["order"] = READERS[platform](facts["order"], products=shop.get("products", {}), shop_country=shop["country"], **known)
    return ask("customer_brief", facts)


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    try:
        answer = brief(sys.argv[1])
    except XborderError as error:
        sys.exit(f"the order cannot be read: {error}")
    shown = json.dumps(answer, ensure_ascii=False, indent=2) + "\n" if "--json" in sys.argv[2:] else str(answer["text"])
    sys.stdout.buffer.write(shown.encode())
