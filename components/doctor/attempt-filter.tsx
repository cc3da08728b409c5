import clsx from "clsx";
import Link from "next/link";
import { paths } from "@/lib/paths";

/** Links, so that the choice is in the address. */
export function AttemptFilter({ failed }: { failed: boolean }) {
  const choices = [
    { href: paths.doctor, label: "All attempts", current: !failed },
    { href: `${paths.doctor}?failed=true`, label: "Failed", current: failed },
  ];
  return (
    <nav aria-label="Which attempts" className="mb-4 inline-flex rounded-md border border-line bg-sunken p-0.5">
      {choices.map(({ href, label, current }) => (
        <Link
          key={href}
          href={href}
          aria-current={current ? "page" : undefined}
          className={clsx("rounded-[5px] px-3 py-1 text-sm whitespace-nowrap", current ? "bg-surface font-medium text-ink shadow-low dark:bg-line" : "text-muted hover:text-ink")}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
