import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { currentDocument } from "@/lib/http/openapi-document";
import { DocsNav, type NavTag } from "@/components/docs/docs-nav";
import { referenceTags } from "@/components/docs/reference";
import { PublicFooter } from "@/components/layout/public-footer";
import { PublicHeader } from "@/components/layout/public-header";
import { findUserContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";

export default async function DocsLayout({ children }: { children: ReactNode }) {
  const { brandName } = config();
  const tags = navTags();
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader brandName={brandName} isSignedIn={(await findUserContext()) !== undefined} />
      <div className="mx-auto w-full max-w-6xl flex-1 px-4 sm:px-8 lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)] lg:gap-14">
        <div className="sticky top-15 hidden max-h-[calc(100dvh-3.75rem)] self-start overflow-y-auto py-10 lg:block">
          <DocsNav tags={tags} />
        </div>
        <details className="group mt-6 rounded-lg border border-line bg-surface lg:hidden">
          <summary className="flex items-center justify-between px-4 py-2.5 text-sm font-medium">
            Contents
            <ChevronDown aria-hidden className="size-4 text-faint group-open:rotate-180" />
          </summary>
          <div className="border-t border-line p-3">
            <DocsNav tags={tags} />
          </div>
        </details>
        <main id="main" tabIndex={-1} className="min-w-0 pt-8 pb-20 outline-none lg:pt-12">
          {children}
        </main>
      </div>
      <PublicFooter brandName={brandName} />
    </div>
  );
}

function navTags(): NavTag[] {
  return referenceTags(currentDocument()).map(({ name, slug, entries }) => ({
    name,
    href: paths.referenceTag(slug),
    entries: entries.map(({ operation, method, path, href }) => ({ name: operation.operationId, summary: operation.summary, method, path, href })),
  }));
}
