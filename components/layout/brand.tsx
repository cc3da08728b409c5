import Link from "next/link";
import { Mark } from "./mark";

export function Brand({ name, href }: { name: string; href: string }) {
  return (
    <Link href={href} className="flex min-w-0 items-center gap-2.5 rounded-md font-semibold tracking-tight">
      <Mark className="h-5.5 w-auto shrink-0 text-brass-solid" />
      <span className="truncate text-base">{name}</span>
    </Link>
  );
}
