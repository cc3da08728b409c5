import Link from "next/link";
import { Button } from "@/components/ui/button";
import { paths } from "@/lib/paths";
import { Brand } from "./brand";
import { ThemeToggle } from "./theme-toggle";

export function PublicHeader({ brandName, isSignedIn }: { brandName: string; isSignedIn: boolean }) {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-ground/90 backdrop-blur-sm">
      <div className="mx-auto flex h-15 max-w-6xl items-center gap-2 px-4 sm:gap-4 sm:px-8">
        <Brand name={brandName} href={paths.home} />
        <nav aria-label="Site" className="ml-auto flex items-center gap-1 sm:gap-2">
          <Button asChild variant="ghost" size="sm">
            <Link href={paths.docs}>Docs</Link>
          </Button>
          <ThemeToggle />
          {isSignedIn ? (
            <Button asChild variant="primary" size="sm">
              <Link href={paths.dashboard}>Dashboard</Link>
            </Button>
          ) : (
            <>
              <Button asChild variant="ghost" size="sm">
                <Link href={paths.login}>Sign in</Link>
              </Button>
              <Button asChild variant="primary" size="sm" className="max-sm:hidden">
                <Link href={paths.register}>Create account</Link>
              </Button>
            </>
          )}
        </nav>
      </div>
    </header>
  );
}
