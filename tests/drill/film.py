"""`make film`: the drilled crisis on an installation of its own, followed by a browser, with pictures of every scene.

Where there is a screen, a window stands open before the crisis room. The pictures are in FOLDER at the end.
"""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright
from pydantic import SecretStr

from desk.drill_cast import cast_of
from desk.drill_crisis import CRISIS
from desk.drill_script import Scene
from desk.drilling import FACTOR, held, left_over
from desk.opening import opened
from settings import Settings
from store.roster import roster
from tests.browser.conftest import CHROMIUM, QUIET
from tests.drill.camera import camera
from tests.faults.installation import PASSWORD, Running, installation

PROJECT = "YXY"
#: Browsers that open a window.
WINDOWS = ("chromium", "chromium-browser", "google-chrome")


async def film(running: Running, folder: Path, factor: int) -> int:
    """Hold the drill and take the pictures; how much is left over."""
    settings = Settings(home=running.home, port=running.port, demo_password=SecretStr(PASSWORD))
    async with opened(settings) as office, async_playwright() as playwright:
        async with office.database.reading() as session:
            cast = cast_of(await roster(session, PROJECT))
        window = next(filter(None, map(shutil.which, WINDOWS)), None) if os.environ.get("DISPLAY") else None
        browser = await playwright.chromium.launch(
            executable_path=window or CHROMIUM,
            headless=window is None,
            args=["--no-sandbox", "--disable-gpu", *QUIET],
        )

        async def begins(number: str, scene: Scene) -> None:
            print(f"{scene.hours:5.1f} h  {number}  {scene.en}", flush=True)

        async with camera(browser, running.address, cast, PASSWORD, folder) as screens:
            done = await held(office, CRISIS, PROJECT, factor, begins=begins, done=screens.done)
        await browser.close()
        rest = await left_over(office.database, done.numbers)
    for line in (*done.refused, *(f"left over: {count} {what}" for what, count in rest.items())):
        print(line)
    return len(rest) + len(done.refused)


def main() -> int:
    """0 when nothing is left over; 2 without a browser."""
    ways = argparse.ArgumentParser(description=__doc__)
    ways.add_argument("--folder", type=Path, default=Path("var/drill"), help="where the pictures go (var/drill)")
    ways.add_argument(
        "--factor", type=int, default=FACTOR // 4, help="how much shorter time is (180: twenty seconds an hour)"
    )
    asked = ways.parse_args()
    if CHROMIUM is None:
        print("there is no Chromium on this machine")
        return 2
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, installation(Path(home), story=False) as running:
        running.policy = "0"
        running.start()
        running.wait_for_its_people()
        left = asyncio.run(film(running, asked.folder, asked.factor))
    print(f"{len(list(asked.folder.glob('*.png')))} pictures in {asked.folder}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
