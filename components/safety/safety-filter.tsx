import { everybody } from "@/components/access/read-filter";
import { FilterForm } from "@/components/ui/filter-form";
import type { FindingKind, SafetySummary } from "@/lib/contract/safety";
import { paths } from "@/lib/paths";

type Props = {
  values: { of: string | undefined; kind: FindingKind | undefined; show: "meant" | undefined };
  summary: SafetySummary;
  organizations: { id: string; name: string }[];
  isAdmin: boolean;
};

/** Whose, what, and whether that which is meant to be so. What there is only one of is not asked for. */
export function SafetyFilter({ values, summary, organizations, isAdmin }: Props) {
  const owners = [{ value: "", label: "Mine" }, ...organizations.map(({ id, name }) => ({ value: id, label: name })), ...(isAdmin ? [{ value: everybody, label: "Everybody’s" }] : [])];
  const kinds = [{ value: "", label: "All findings" }, ...summary.kinds.map(({ kind, title, open }) => ({ value: kind, label: `${title} (${open})` }))];
  const shows = [
    { value: "", label: `To look at (${summary.open})` },
    { value: "meant", label: `Intended (${summary.dismissed})` },
  ];
  const choices = [
    ...(summary.dismissed > 0 || values.show ? [{ name: "show", label: "Show", value: values.show, options: shows, className: "sm:w-52" }] : []),
    ...(!values.show && (kinds.length > 2 || values.kind) ? [{ name: "kind", label: "Finding", value: values.kind, options: kinds, className: "sm:w-60" }] : []),
    ...(owners.length > 1 ? [{ name: "of", label: "Whose", value: values.of, options: owners, className: "sm:w-44" }] : []),
  ];
  return choices.length === 0 ? null : <FilterForm key={JSON.stringify(values)} action={paths.safety} choices={choices} />;
}
