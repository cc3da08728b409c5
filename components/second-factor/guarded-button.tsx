import Link from "next/link";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { confirmPasswordPath, paths } from "@/lib/paths";

/** A button of the security page. Where the sign-in is older than 10 minutes it leads to the page that confirms who it is, instead of to a refusal. */
export function GuardedButton({ confirmFirst, onClick, busy, ...rest }: Omit<ComponentProps<typeof Button>, "asChild"> & { confirmFirst: boolean }) {
  const { children, ...look } = rest;
  if (!confirmFirst) {
    return (
      <Button onClick={onClick} busy={busy} {...look}>
        {children}
      </Button>
    );
  }
  return (
    <Button asChild variant={look.variant} size={look.size} className={look.className}>
      <Link href={confirmPasswordPath(paths.settingsSecurity)} aria-label={look["aria-label"]}>
        {children}
      </Link>
    </Button>
  );
}
