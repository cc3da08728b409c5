import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { RichText } from "@/components/ui/rich-text";
import { paths } from "@/lib/paths";
import { templates } from "../templates";

/** Where there is none yet: what it is, and two ways to the first one. */
export function FirstApi() {
  return (
    <div className="grid gap-6 px-5 py-8 sm:px-8 sm:py-10">
      <div className="grid max-w-2xl gap-1.5">
        <p className="text-base font-semibold">Put your first API behind Keyhouse</p>
        <p className="text-sm text-muted">
          Say where it runs and who may call it. From then on Keyhouse answers for it: it checks each credential, keeps the limits, writes the log, and sends on what is allowed. Your API needs no code: it reads who calls from the headers.
        </p>
      </div>
      <ul className="grid gap-4 sm:grid-cols-2">
        {templates.map(({ id, title, text }) => (
          <li key={id} className="relative grid content-start gap-1.5 rounded-lg border border-line bg-surface px-5 py-4 shadow-low hover:border-brass-line hover:bg-brass-soft/50">
            <Link href={paths.newAdminApi(id)} className="inline-flex items-center gap-2 font-medium after:absolute after:inset-0 after:rounded-lg">
              {title} <ArrowRight aria-hidden className="size-4 text-faint" />
            </Link>
            <p className="text-sm text-muted">
              <RichText>{text}</RichText>
            </p>
          </li>
        ))}
      </ul>
      <p className="text-sm text-muted">
        <Link href={paths.docsGateway} className="link">How it works</Link>. You can also declare them in a file: <Link href={`${paths.docsGateway}#file`} className="link">PROTECTED_APIS_FILE</Link>. Where a proxy stands before your API already, it can <Link href={paths.docsProxies} className="link">ask Keyhouse</Link> instead.
      </p>
    </div>
  );
}
