"""What a drill looks like: its pages on a desk, a telephone and a wall, each picture checked before it is taken."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from desk.drill_script import Scene

#: The screens a drill is followed on, and who sits before them.
SCREENS: Mapping[str, tuple[str, int, int]] = {
    "desk": ("head", 1440, 900),
    "phone": ("deputy", 360, 740),
    "wall": ("region", 1920, 1080),
}
#: What a screen shows; the wall has no navigation.
ROOM, WALL = "/cases/{}/room", "/cases/{}/room?wall=1"
#: What is looked at besides the room, after the scene of this key.
BESIDES: Mapping[str, tuple[str, ...]] = {
    "latent": ("/cases/{}",),
    "households": ("/cases/{}?tab=households",),
    "statements": ("/cases/{}/statements",),
    "release": ("/cases/{}?tab=clocks", "/cases/{}/statements"),
    "agreement": ("/cases/{}?tab=households",),
    "closing": ("/cases/{}", "/cases/{}?tab=households&view=table", "/cases/{}/history"),
}
#: What the room says by itself once a scene has happened: the wall is opened once and never loaded again.
SAID: Mapping[str, str] = {
    "outbreak": "现场无人受伤",
    "statements": "媒体版",
    "release": "已发布",
    "false-report": "有报道称业主被打伤",
    "aftermath": "没有发现",
}
PATIENCE = 60_000


@dataclass
class Camera:
    """Screens that follow a drill, the wall by itself; a picture of each after every scene."""

    screens: Mapping[str, Page]
    folder: Path
    scenes: int = 0
    pictures: int = 0

    async def done(self, number: str, scene: Scene) -> None:
        """The room on each screen, then what else is worth seeing."""
        self.scenes += 1
        for name, page in self.screens.items():
            addresses = [WALL if name == "wall" else ROOM, *(() if name == "wall" else BESIDES.get(scene.key, ()))]
            for no, address in enumerate(addresses):
                if scene.key != "latent" or no:  # there is no room before anything has happened
                    await self._look(name, page, address.format(number), scene.key, no)

    async def _look(self, name: str, page: Page, address: str, scene: str, no: int) -> None:
        if not page.url.endswith(address):
            await page.goto(address)
        elif address.endswith(("room", "wall=1")):
            await expect(page.locator(".wall")).to_contain_text(SAID.get(scene, ""), timeout=PATIENCE)
        await expect(page).to_have_title(re.compile("^演练 · "), timeout=PATIENCE)
        await expect(page.locator(".drill-bar")).to_be_visible(timeout=PATIENCE)
        size = (
            "[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
        )
        wide, high = await page.evaluate(size)
        self.pictures += 1
        await page.screenshot(path=self.folder / f"{self.scenes:02}-{scene}-{no}-{name}.png", full_page=name != "wall")
        assert wide <= 0, f"{address} is {wide} px wider than the {name}"
        assert name != "wall" or high <= 0, f"the wall is {high} px too high"


@asynccontextmanager
async def camera(
    browser: Browser, address: str, cast: Mapping[str, str], password: str, folder: Path
) -> AsyncIterator[Camera]:
    """Somebody before each screen, signed in."""
    screens: dict[str, Page] = {}
    for name, (part, width, height) in SCREENS.items():
        look = {"width": width, "height": height}
        page = await browser.new_page(base_url=address, viewport=look, locale="zh-CN")  # type: ignore[arg-type]
        page.set_default_timeout(PATIENCE)
        await page.goto("/sign-in")
        await page.fill("#account", cast[part])
        await page.fill("#password", password)
        await page.click("button[type=submit]")
        await page.wait_for_url(f"{address}/")
        screens[name] = page
    try:
        yield Camera(screens, folder)
    finally:
        for page in screens.values():
            await page.close()
