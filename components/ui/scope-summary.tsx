import { ScopeChip } from "./scope-chip";

/** The first two scopes, and how many more. */
export function ScopeSummary({ scopes }: { scopes: string[] }) {
  const [first, second, ...more] = scopes;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {first ? <ScopeChip name={first} /> : <span className="text-faint">none</span>}
      {second ? <ScopeChip name={second} /> : null}
      {more.length > 0 ? (
        <span className="text-xs text-faint" title={more.join(", ")}>
          and {more.length} more
        </span>
      ) : null}
    </span>
  );
}
