// The household map by keyboard: Tab from building to building, arrows from door to door.
(() => {
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const next = (tower, tile, [down, right]) => {
    const floors = [...tower.querySelectorAll(".floor")].map((floor) => [...floor.children].slice(1));
    const row = floors.findIndex((floor) => floor.includes(tile));
    const column = floors[row].indexOf(tile);
    for (let r = row + down, c = column + right; floors[r]?.[c]; r += down, c += right) {
      if (floors[r][c].matches("a.tile")) return floors[r][c];
    }
    return null;
  };
  document.addEventListener("keydown", (event) => {
    const tile = event.target.closest?.("[data-estate] a.tile");
    const step = steps[event.key];
    if (!tile || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    const tower = tile.closest(".tower");
    const found = next(tower, tile, step);
    event.preventDefault();
    if (!found) return;
    for (const one of tower.querySelectorAll("a.tile")) one.tabIndex = one === found ? 0 : -1;
    found.focus();
  });
})();
