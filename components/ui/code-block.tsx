import clsx from "clsx";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";
import { highlight, type CodeLanguage } from "./highlight";

type CodeBlockProps = {
  code: string;
  language: CodeLanguage;
  /** What it is, for the caption and for screen readers. */
  label: string;
  /** Stands in the caption instead of the label, for example tabs. */
  caption?: ReactNode;
  onCopied?: () => void;
  className?: string;
};

export function CodeBlock({ code, language, label, caption, onCopied, className }: CodeBlockProps) {
  return (
    <figure className={clsx("min-w-0 overflow-hidden rounded-lg border border-code-line bg-code text-code-ink", className)} aria-label={label}>
      <figcaption className="flex min-h-10 items-center justify-between gap-3 border-b border-code-line pr-1.5 pl-4 text-xs text-code-faint">
        {caption ?? <span className="truncate">{label}</span>}
        <CopyButton value={code} what={label} variant="on-code" onCopied={onCopied} />
      </figcaption>
      <CodeText code={code} language={language} label={label} />
    </figure>
  );
}

/** Scrolls sideways rather than breaking lines; reachable by keyboard for that reason. */
export function CodeText({ code, language, label, className }: { code: string; language: CodeLanguage; label: string; className?: string }) {
  return (
    <pre tabIndex={0} role="group" aria-label={label} className={clsx("overflow-x-auto px-4 py-3.5 text-[0.8125rem] leading-6 -outline-offset-2", className)}>
      <code>{highlight(code, language)}</code>
    </pre>
  );
}
