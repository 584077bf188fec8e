/** A file field that is also a place to drop files, and says what was chosen and how big it is. */
export function startUploads(root: ParentNode): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-upload]:not([data-awake])")) {
    const input = place.querySelector<HTMLInputElement>("input[type=file]");
    const words = place.querySelector<HTMLElement>("[data-chosen]");
    if (!input || !words) continue;
    place.dataset.awake = "";
    input.addEventListener("change", () => describe(input, words));
    takeDrops(place, input);
  }
}

function takeDrops(place: HTMLElement, input: HTMLInputElement): void {
  place.addEventListener("dragover", (event) => {
    event.preventDefault();
    place.dataset.over = "";
  });
  place.addEventListener("dragleave", (event) => {
    if (!place.contains(event.relatedTarget as Node | null)) delete place.dataset.over;
  });
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    delete place.dataset.over;
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    input.files = files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function describe(input: HTMLInputElement, words: HTMLElement): void {
  const files = [...(input.files ?? [])];
  const limitBytes = Number(input.dataset.limitBytes ?? Infinity);
  words.textContent = files.map((file) => `${file.name}, ${size(file.size)}`).join("; ");
  words.hidden = files.length === 0;
  const tooLarge = files.find((file) => file.size > limitBytes);
  const message = tooLarge ? `${tooLarge.name} is larger than ${size(limitBytes)}. Choose a smaller one.` : "";
  input.setCustomValidity(message);
  if (message) input.reportValidity();
}

function size(bytes: number): string {
  const units: [number, string][] = [
    [1e6, "MB"],
    [1e3, "kB"],
  ];
  const [unit, name] = units.find(([unit]) => bytes >= unit) ?? [1, "bytes"];
  return `${(bytes / unit).toLocaleString("en-US", { maximumFractionDigits: 1 })} ${name}`;
}
