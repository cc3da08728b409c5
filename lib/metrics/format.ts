export type Labels = Record<string, string>;
export type Sample = { labels?: Labels; value: number };
export type Histogram = { labels: Labels; bounds: readonly number[]; counts: readonly number[]; sum: number };
export type Family = { name: string; help: string } & ({ type: "counter" | "gauge"; samples: Sample[] } | { type: "histogram"; histograms: Histogram[] });

/** The text format of Prometheus, version 0.0.4. */
export function formatMetrics(families: readonly Family[]): string {
  return families.flatMap((family) => [`# HELP ${family.name} ${escapeHelp(family.help)}`, `# TYPE ${family.name} ${family.type}`, ...linesOf(family)]).join("\n") + "\n";
}

function linesOf(family: Family): string[] {
  if (family.type !== "histogram") return family.samples.map(({ labels, value }) => `${family.name}${braces(labels)} ${value}`);
  return family.histograms.flatMap((histogram) => linesOfHistogram(family.name, histogram));
}

/** Buckets are cumulative; `counts` has one more entry than `bounds`, for what is beyond the last. */
function linesOfHistogram(name: string, { labels, bounds, counts, sum }: Histogram): string[] {
  let total = 0;
  const buckets = counts.map((count, index) => `${name}_bucket${braces({ ...labels, le: index < bounds.length ? String(bounds[index]) : "+Inf" })} ${(total += count)}`);
  return [...buckets, `${name}_sum${braces(labels)} ${sum}`, `${name}_count${braces(labels)} ${total}`];
}

function braces(labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"')}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escapeHelp(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}
