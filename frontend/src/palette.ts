/** Ctrl/Cmd-K: a dialog with a combobox over real links. Typing narrows, arrows choose, Enter goes. */
export function startPalette(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#m-palette");
  const input = dialog?.querySelector<HTMLInputElement>("[role=combobox]");
  const list = dialog?.querySelector<HTMLElement>("[role=listbox]");
  if (!dialog || !input || !list) return;
  const palette = new Palette(dialog, input, list);
  document.addEventListener("keydown", (event) => {
    if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    palette.toggle();
  });
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest('[data-action="palette"]')) palette.toggle();
    else if (event.target === dialog) dialog.close();
  });
}

class Palette {
  private readonly options: HTMLAnchorElement[];
  private chosen = 0;

  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
  ) {
    this.options = [...list.querySelectorAll<HTMLAnchorElement>("[role=option]")];
    input.addEventListener("input", () => this.narrow());
    input.addEventListener("keydown", (event) => this.press(event));
    list.addEventListener("click", () => dialog.close());
  }

  toggle(): void {
    if (this.dialog.open) return this.dialog.close();
    this.input.value = "";
    this.dialog.showModal();
    this.input.focus();
    this.narrow();
  }

  private narrow(): void {
    const typed = words(this.input.value);
    for (const option of this.options) {
      const known = words(`${option.textContent} ${option.dataset.also ?? ""}`);
      option.hidden = !typed.every((start) => known.some((word) => word.startsWith(start)));
    }
    const none = this.dialog.querySelector<HTMLElement>("[data-none]");
    const found = this.shown().length > 0;
    if (none) none.hidden = found;
    this.list.hidden = !found;
    this.input.setAttribute("aria-expanded", String(found));
    this.choose(0);
  }

  private press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.choose(this.chosen + step);
    else if (event.key === "Enter") this.shown()[this.chosen]?.click();
    else return;
    event.preventDefault();
  }

  private choose(index: number): void {
    const shown = this.shown();
    this.chosen = shown.length ? (index + shown.length) % shown.length : 0;
    const option = shown[this.chosen];
    for (const other of this.options) other.setAttribute("aria-selected", String(other === option));
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  private shown(): HTMLAnchorElement[] {
    return this.options.filter((option) => !option.hidden);
  }
}

function words(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}
