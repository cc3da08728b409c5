import Link from "next/link";
import { paths } from "@/lib/paths";
import { Mark } from "./mark";

const links = [
  { href: paths.docs, label: "Documentation" },
  { href: paths.reference, label: "API reference" },
  { href: paths.status, label: "Status" },
  { href: paths.leaks, label: "Found a key?" },
] as const;

export function PublicFooter({ brandName }: { brandName: string }) {
  return (
    <footer className="border-t border-line">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-8 text-sm text-muted sm:px-8">
        <p className="flex items-center gap-2.5">
          <Mark className="h-4.5 w-auto text-faint" />
          {brandName === "Keyhouse" ? "Keyhouse, the house where an API keeps its keys" : `${brandName}, keys kept by Keyhouse`}
        </p>
        <nav aria-label="Footer">
          <ul className="flex flex-wrap gap-x-6 gap-y-2">
            {links.map(({ href, label }) => (
              <li key={href}>
                <Link href={href} className="hover:text-ink hover:underline underline-offset-4">
                  {label}
                </Link>
              </li>
            ))}
            <li>
              <a href={paths.openApi} className="hover:text-ink hover:underline underline-offset-4">
                OpenAPI
              </a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
