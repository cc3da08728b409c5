import clsx from "clsx";
import { niceTop } from "./nice-top";

export type Bar = { label: string; values: readonly number[] };
type Series = { name: string; tone: keyof typeof fills };
type BarChartProps = {
  /** What the chart shows, in words, for screen readers. */
  title: string;
  bars: readonly Bar[];
  /** What lies on top of each other in a bar, the lowest first. */
  series: readonly Series[];
  /** What a bar stands for: the head of the table's first column. */
  unit: string;
};

/** Bars in time, one upon the other. Each bar says its figures on hover, and a table says all of them. */
export function BarChart({ title, bars, series, unit }: BarChartProps) {
  const top = niceTop(Math.max(...bars.map(({ values }) => sum(values)), 0));
  return (
    <figure className="grid gap-3">
      <Legend series={series} />
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        <Scale top={top} />
        <svg role="img" aria-label={title} viewBox={`0 0 ${bars.length} 100`} preserveAspectRatio="none" className="h-36 w-full overflow-visible">
          {[0, 50, 100].map((height) => (
            <line key={height} x1={0} x2={bars.length} y1={height} y2={height} vectorEffect="non-scaling-stroke" className="stroke-line" />
          ))}
          {bars.map((bar, position) => (
            <Column key={bar.label} bar={bar} position={position} top={top} series={series} />
          ))}
        </svg>
        <Marks bars={bars} />
      </div>
      <Table title={title} bars={bars} series={series} unit={unit} />
    </figure>
  );
}

const fills = { good: "fill-chart-good", bad: "fill-chart-bad" };
const dots = { good: "bg-chart-good", bad: "bg-chart-bad" };

function Column({ bar, position, top, series }: { bar: Bar; position: number; top: number; series: readonly Series[] }) {
  const heights = bar.values.map((value) => (value / top) * 100);
  return (
    <g className="group">
      <title>{`${bar.label}: ${series.map(({ name }, index) => `${bar.values[index]} ${name.toLowerCase()}`).join(", ")}`}</title>
      <rect x={position} y={0} width={1} height={100} className="fill-transparent group-hover:fill-sunken" />
      {series.map(({ name, tone }, index) => (
        <rect key={name} x={position + 0.14} y={100 - sum(heights.slice(0, index + 1))} width={0.72} height={heights[index] ?? 0} className={fills[tone]} />
      ))}
    </g>
  );
}

function Scale({ top }: { top: number }) {
  return (
    <div aria-hidden className="flex h-36 flex-col justify-between text-right text-2xs text-faint tabular-nums *:-my-2">
      {[top, top / 2, 0].map((value) => (
        <span key={value}>{value.toLocaleString("en", { notation: "compact" })}</span>
      ))}
    </div>
  );
}

/** The first, the middle and the last bar have their names below. */
function Marks({ bars }: { bars: readonly Bar[] }) {
  const marked = [bars[0], bars[Math.floor(bars.length / 2)], bars.at(-1)];
  return (
    <div aria-hidden className="col-start-2 mt-1.5 flex justify-between text-2xs text-faint">
      {marked.map((bar, index) => (
        <span key={index}>{bar?.label}</span>
      ))}
    </div>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem] text-muted">
      {series.map(({ name, tone }) => (
        <li key={name} className="flex items-center gap-2">
          <span aria-hidden className={clsx("size-2.5 rounded-xs", dots[tone])} />
          {name}
        </li>
      ))}
    </ul>
  );
}

/** Only bars that have something: thirty rows of nothing tell nobody more. */
function Table({ title, bars, series, unit }: BarChartProps) {
  const filled = bars.filter(({ values }) => sum(values) > 0).toReversed();
  if (filled.length === 0) return null;
  return (
    <details className="text-[0.8125rem]">
      <summary className="w-fit text-muted hover:text-ink">
        <span className="link">As a table</span>
      </summary>
      <div tabIndex={0} role="region" aria-label={title} className="mt-2 max-h-64 overflow-auto rounded-md border border-line">
        <table className="w-full text-left tabular-nums [&_td]:px-3 [&_td]:py-1.5 [&_th]:px-3 [&_th]:py-1.5">
          <thead className="bg-sunken text-faint">
            <tr>
              <th scope="col" className="font-medium">{unit}</th>
              {series.map(({ name }) => (
                <th key={name} scope="col" className="text-right font-medium">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {filled.map(({ label, values }) => (
              <tr key={label}>
                <th scope="row" className="font-normal">{label}</th>
                {series.map(({ name }, index) => (
                  <td key={name} className="text-right">{(values[index] ?? 0).toLocaleString("en")}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
