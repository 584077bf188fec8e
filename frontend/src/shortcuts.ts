/** "/" goes to the filter of the page (the field with data-filter). Off in fields, and with data-no-shortcuts on <body>. */
export function startShortcuts(): void {
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.key !== "/" || event.metaKey || event.ctrlKey || event.altKey) return;
    if (target.matches("input, select, textarea, [contenteditable]") || document.body.dataset.noShortcuts !== undefined) return;
    const filter = document.querySelector<HTMLElement>("[data-filter]");
    if (!filter) return;
    event.preventDefault();
    filter.focus();
  });
}
