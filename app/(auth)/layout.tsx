import type { ReactNode } from "react";
import { Brand } from "@/components/layout/brand";
import { ThemeToggle } from "@/components/layout/theme-toggle";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-15 items-center justify-between px-4 sm:px-8">
        <Brand name={config().brandName} href={paths.home} />
        <ThemeToggle />
      </header>
      <main id="main" tabIndex={-1} className="flex flex-1 flex-col items-center px-4 pt-6 pb-16 outline-none sm:justify-center sm:pt-0 sm:pb-28">
        {children}
      </main>
    </div>
  );
}
