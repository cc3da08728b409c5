import { BarChart } from "@/components/ui/chart/bar-chart";
import type { Usage } from "@/lib/contract/usage";

const series = [
  { name: "Allowed", tone: "good" },
  { name: "Refused", tone: "bad" },
] as const;

/** Calls by outcome over time. Hours and days are those of UTC, on the server and in the browser alike. */
export function CallsChart({ usage }: { usage: Pick<Usage, "by" | "allowed" | "refused" | "periods"> }) {
  const { by, allowed, refused, periods } = usage;
  const title = `Calls by the ${by}: ${allowed.toLocaleString("en")} allowed, ${refused.toLocaleString("en")} refused`;
  return <BarChart title={title} series={series} unit={by === "hour" ? "Hour (UTC)" : "Day (UTC)"} bars={periods.map(({ start, ...counts }) => ({ label: nameOf(start, by), values: [counts.allowed, counts.refused] }))} />;
}

function nameOf(start: string, by: Usage["by"]): string {
  const time = new Date(start);
  const day = time.toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  return by === "day" ? day : `${day} ${start.slice(11, 16)}`;
}
