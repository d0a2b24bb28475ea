"""Long tests run where they are asked for: `pytest tests/hours -m deep`, `pytest tests/adapters -m deep`."""


def pytest_configure(config):
    config.addinivalue_line("markers", "deep: minutes long; run with `-m deep`")


def pytest_collection_modifyitems(config, items):
    if "deep" in config.option.markexpr:
        return
    left_out = [one for one in items if one.get_closest_marker("deep")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [one for one in items if one not in left_out]
