import { RichText } from "@/components/ui/rich-text";
import { CodeBlock } from "@/components/ui/code-block";
import type { CodeLanguage } from "@/components/ui/highlight";
import type { ConnectGuide } from "@/lib/connect/guide";

/** How each client is connected to this server, line by line. */
export function ConnectGuides({ guides }: { guides: ConnectGuide[] }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <nav aria-label="Clients">
        <ul className="flex flex-wrap gap-2">
          {guides.map((guide) => (
            <li key={guide.id}>
              <a href={`#${guide.id}`} className="inline-flex h-8 items-center rounded-md border border-line bg-surface px-3 text-[0.8125rem] font-medium shadow-low hover:bg-sunken dark:bg-raised">
                {guide.client}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {guides.map((guide) => (
        <Guide key={guide.id} guide={guide} />
      ))}
    </div>
  );
}

function Guide({ guide }: { guide: ConnectGuide }) {
  return (
    <section id={guide.id} aria-labelledby={`${guide.id}-title`} className="scroll-mt-20 rounded-lg border border-line bg-surface px-5 py-5 shadow-low sm:px-6">
      <h2 id={`${guide.id}-title`} className="text-base font-semibold">
        {guide.client}
      </h2>
      <ol className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-5">
        {guide.steps.map((step, index) => (
          <li key={index} className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 text-sm">
            <span aria-hidden className="grid size-6 place-items-center rounded-full border border-brass-line bg-brass-soft text-xs font-semibold text-brass tabular-nums">
              {index + 1}
            </span>
            <div className="grid min-w-0 gap-3">
              <p>
                <RichText>{step.text}</RichText>
              </p>
              {step.code ? <CodeBlock code={step.code} language={(step.language ?? "text") as CodeLanguage} label={`${guide.client}, step ${index + 1}`} /> : null}
            </div>
          </li>
        ))}
      </ol>
      {guide.note ? (
        <p className="mt-4 text-[0.8125rem] leading-5 text-muted">
          <RichText>{guide.note}</RichText>
        </p>
      ) : null}
    </section>
  );
}
