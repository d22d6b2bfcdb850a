/* The reader's own list, kept in this browser only. Its page works from its address without this file. */
{
  const LIST = "samvaerk.toolkit", NOTE = "samvaerk.toolkit.note", MOST = 60;
  const read = (name, otherwise) => { try { return JSON.parse(localStorage.getItem(name)) ?? otherwise; } catch { return otherwise; } };
  const write = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; } };
  const mine = () => { const list = read(LIST, []); return Array.isArray(list) ? list.filter((key) => typeof key === "string") : []; };
  const address = (base, keys) => (keys.length ? `${base}?v=${keys.join(",")}` : base);

  // Links to the list carry it, and say how much is on it.
  const count = () => {
    const keys = mine();
    for (const link of document.querySelectorAll("[data-toolkit]")) {
      link.dataset.name ??= link.textContent;
      link.dataset.base ??= link.getAttribute("href");
      link.textContent = keys.length ? `${link.dataset.name} (${keys.length})` : link.dataset.name;
      link.href = address(link.dataset.base, keys);
    }
  };

  // The button on a page: in, or out again.
  for (const button of document.querySelectorAll("[data-put]")) {
    const key = button.dataset.put, said = button.parentElement.querySelector("[data-put-said]");
    const into = button.textContent;
    const show = () => { button.textContent = mine().includes(key) ? button.dataset.out : into; count(); };
    button.addEventListener("click", () => {
      const list = mine(), there = list.includes(key);
      if (!write(LIST, there ? list.filter((one) => one !== key) : [...list, key].slice(-MOST))) return;
      said.textContent = there ? said.dataset.gone : said.dataset.in;
      show();
    });
    addEventListener("storage", show);
    button.inert = false;
    show();
  }
  count();

  const page = document.querySelector("[data-toolkit-page]");
  if (page) {
    const base = page.dataset.toolkitPage, shown = page.dataset.keys ? page.dataset.keys.split(",") : [];
    const asked = new URLSearchParams(location.search).has("v");
    if (!asked && mine().length) location.replace(address(base, mine()));
    const same = shown.length && shown.every((key) => mine().includes(key)) && mine().every((key) => shown.includes(key));
    const theirs = page.querySelector("[data-theirs]");
    if (theirs && !same) theirs.hidden = false;
    page.querySelector("[data-take-all]")?.addEventListener("click", () => {
      const all = [...new Set([...mine(), ...shown])].slice(-MOST);
      if (write(LIST, all)) location.assign(address(base, all));
    });
    for (const link of page.querySelectorAll("[data-remove]")) {
      link.addEventListener("click", () => {
        if (same) write(LIST, mine().filter((key) => key !== link.dataset.remove));
        // The last one of somebody else's list: an empty list is shown then, and not one's own.
        else if (!new URL(link.href).searchParams.has("v")) link.href = `${base}?v=`;
      });
    }
    page.querySelector("[data-empty]")?.addEventListener("click", () => { if (write(LIST, [])) location.assign(base); });
    if (!same) page.querySelector("[data-empty]")?.closest("p").remove();

    // The note never leaves the browser.
    const note = page.querySelector("#note");
    if (note) {
      note.closest(".note-of").hidden = false;
      note.value = read(NOTE, "");
      note.addEventListener("input", () => write(NOTE, note.value));
    }

    // The ticks go along into the zip, as numbers.
    page.querySelector("[data-zip]")?.addEventListener("click", (event) => {
      const ticks = [...page.querySelectorAll("[data-keep]")].map((list) => {
        const numbers = [...list.querySelectorAll("input")].flatMap((box, number) => (box.checked ? [number] : []));
        return numbers.length ? [list.dataset.keep, ...numbers].join(".") : "";
      });
      const url = new URL(event.currentTarget.href);
      url.searchParams.delete("t");
      if (ticks.some(Boolean)) url.searchParams.set("t", ticks.filter(Boolean).join(","));
      event.currentTarget.href = url;
    });

    for (const button of page.querySelectorAll("[data-copy]")) {
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
        button.textContent = button.dataset.done;
      });
    }
  }
}
