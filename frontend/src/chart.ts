/** Cross-hair and arrow keys over a line chart that the server has drawn. The chart and its table work without this. */
interface Point {
  x: number; // per cent of the width
  y: number; // per cent of the height
  when: string;
  amount: string;
}

export function startCharts(root: ParentNode): void {
  for (const frame of root.querySelectorAll<HTMLElement>("[data-chart]:not([data-awake])")) {
    frame.dataset.awake = "";
    const points: Point[] = JSON.parse(frame.dataset.chart ?? "[]");
    if (points.length > 0) new Reader(frame, points);
  }
}

class Reader {
  private readonly svg: SVGSVGElement;
  private readonly cursor: SVGGElement;
  private readonly tip: HTMLElement;
  private readonly voice: HTMLElement;
  private index: number;

  constructor(
    private readonly frame: HTMLElement,
    private readonly points: Point[],
  ) {
    this.svg = this.part("svg");
    this.cursor = this.part(".m-chart-cursor");
    this.tip = this.part(".m-chart-tip");
    this.voice = this.part("[aria-live]");
    this.index = points.length - 1;
    frame.addEventListener("pointermove", (event) => this.show(this.nearest(event.clientX)));
    frame.addEventListener("pointerleave", () => this.hide());
    frame.addEventListener("blur", () => this.hide());
    frame.addEventListener("focus", () => this.read(this.index));
    frame.addEventListener("keydown", (event) => this.press(event));
  }

  private press(event: KeyboardEvent): void {
    if (event.key === "Escape") return this.hide();
    const next = this.next(event.key);
    if (next === undefined) return;
    event.preventDefault();
    this.read(next);
  }

  private next(key: string): number | undefined {
    const last = this.points.length - 1;
    const leap = Math.max(2, Math.round(last / 10));
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -leap, PageDown: leap, Home: -last, End: last };
    const step = steps[key];
    return step === undefined ? undefined : Math.max(0, Math.min(last, this.index + step));
  }

  private read(index: number): void {
    const point = this.show(index);
    this.voice.textContent = `${point.when}: ${point.amount}`;
  }

  private show(index: number): Point {
    this.index = index;
    const point = this.points[index]!;
    const line = this.cursor.querySelector("line")!;
    line.setAttribute("x1", `${point.x}%`);
    line.setAttribute("x2", `${point.x}%`);
    const dot = this.cursor.querySelector("circle")!;
    dot.setAttribute("cx", `${point.x}%`);
    dot.setAttribute("cy", `${point.y}%`);
    this.cursor.setAttribute("visibility", "visible");
    this.place(point);
    return point;
  }

  private place(point: Point): void {
    const amount = document.createElement("b");
    amount.textContent = point.amount;
    this.tip.replaceChildren(amount, point.when);
    this.tip.hidden = false;
    const half = this.tip.offsetWidth / 2;
    const width = this.svg.clientWidth;
    const top = this.svg.getBoundingClientRect().top - this.frame.getBoundingClientRect().top;
    this.tip.style.left = `${Math.max(half, Math.min(width - half, (point.x / 100) * width))}px`;
    this.tip.style.top = `${top + (point.y / 100) * this.svg.clientHeight - 8}px`;
  }

  private hide(): void {
    this.tip.hidden = true;
    this.cursor.setAttribute("visibility", "hidden");
  }

  private nearest(clientX: number): number {
    const box = this.svg.getBoundingClientRect();
    const x = ((clientX - box.left) / box.width) * 100;
    const distance = (index: number) => Math.abs(this.points[index]!.x - x);
    return this.points.reduce((best, _, index) => (distance(index) < distance(best) ? index : best), 0);
  }

  private part<T extends Element>(selector: string): T {
    return this.frame.querySelector<T>(selector)!;
  }
}
