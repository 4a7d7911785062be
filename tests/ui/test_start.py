"""What the first start of an installation leaves behind."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from stat import S_IMODE

from panel.factory import create_app


def test_first_starts_at_once_end_up_with_one_whole_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as starts:
        apps = list(starts.map(lambda _: create_app({"PANEL_DATA": tmp_path}), range(8)))
    (key,) = {app.config["SECRET_KEY"] for app in apps}
    assert len(key) >= 32
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]
    assert S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
