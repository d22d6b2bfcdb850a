/* Enhancements only. Every page works without this file. */

// Checklists remember their ticks in this browser, by the words of each item, so that an added item moves no tick.
for (const list of document.querySelectorAll("[data-keep]")) {
  const key = "samvaerk.check." + list.dataset.keep;
  const boxes = [...list.querySelectorAll("input")];
  const words = (box) => box.parentElement.textContent.trim();
  let done = [];
  try { done = JSON.parse(localStorage.getItem(key)) || []; } catch { /* storage is blocked */ }
  for (const box of boxes) box.checked = done.includes(words(box));
  list.addEventListener("change", () => {
    try { localStorage.setItem(key, JSON.stringify(boxes.filter((box) => box.checked).map(words))); } catch { /* the same */ }
  });
}

// Kits take the ticks of this browser along, each as a mark of its words (toolbox/kits.py, mark_of): FNV-1a of 32 bits.
const mark = (text) => new TextEncoder().encode(text.replace(/\s+/g, " ").trim())
  .reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193) >>> 0, 0x811c9dc5).toString(16).padStart(8, "0");
for (const link of document.querySelectorAll("[data-kit]")) {
  link.addEventListener("click", () => {
    const url = new URL(link.href), ticks = [];
    try {
      for (const [name, kept] of Object.entries(localStorage)) {
        const words = name.startsWith("samvaerk.check.") ? JSON.parse(kept) : [];
        if (words.length) ticks.push([name.slice(15), ...words.map((text) => "x" + mark(text))].join("."));
      }
    } catch { /* storage is blocked */ }
    url.searchParams.delete("t");
    if (ticks.length) url.searchParams.set("t", ticks.join(","));
    link.href = url;
  });
}

// Buttons that print are hidden until a script can make them work.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
