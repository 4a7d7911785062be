// Adds to pages that already work: an error summary takes the focus, word limits count down.

document.getElementById("error-summary")?.focus();

const words = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });

for (const area of document.querySelectorAll("textarea[data-words]")) {
  const limit = Number(area.dataset.words);
  const counter = document.createElement("output");
  counter.className = "counter";
  counter.htmlFor = area.id;
  area.after(counter);
  const show = () => {
    const used = [...words.segment(area.value)].filter((part) => part.isWordLike).length;
    counter.textContent = `${used} / ${limit}`;
    counter.classList.toggle("over", used > limit);
  };
  area.addEventListener("input", show);
  show();
}
