import type { ReactNode } from "react";
import { Brand } from "@/components/layout/brand";
import { ThemeToggle } from "@/components/layout/theme-toggle";
import { paths } from "@/lib/paths";

/** A page with one question: nothing around it leads away. */
export function AskingPage({ brandName, children }: { brandName: string; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-15 items-center justify-between px-4 sm:px-8">
        <Brand name={brandName} href={paths.home} />
        <ThemeToggle />
      </header>
      <main id="main" tabIndex={-1} className="flex flex-1 flex-col items-center px-4 pt-4 pb-16 outline-none sm:pt-8">
        {children}
      </main>
    </div>
  );
}
