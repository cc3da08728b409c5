import { Children, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { providerPath } from "@/lib/paths";
import { brandMarks } from "./brand-marks";

export type WebProvider = "google" | "github" | "telegram";

export const providerLabels: Record<WebProvider, string> = { google: "Google", github: "GitHub", telegram: "Telegram" };

type OtherWaysProps = {
  next: string | undefined;
  providers: WebProvider[];
  isConfirming?: boolean;
  /** Is there a form with a password above? */
  isFirst?: boolean;
  /** Buttons of ways that are no web provider, each as wide as it likes. */
  children?: ReactNode;
};

/** What leads in beside a password. Links, so that they work before JavaScript; nothing at all where nothing is switched on. */
export function OtherWays({ next, providers, isConfirming = false, isFirst = false, children }: OtherWaysProps) {
  const more = Children.toArray(children);
  if (providers.length + more.length === 0) return null;
  return (
    <div className="grid gap-5">
      {isFirst ? null : (
        <p className="flex items-center gap-3 text-sm text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">or</p>
      )}
      <ul className="grid gap-3">
        {providers.map((provider) => (
          <li key={provider} className="grid">
            <ProviderButton provider={provider} next={next} isConfirming={isConfirming} />
          </li>
        ))}
        {more.map((button, index) => (
          <li key={index} className="grid">
            {button}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ProviderButton({ provider, next, isConfirming }: { provider: WebProvider; next: string | undefined; isConfirming: boolean }) {
  const Mark = brandMarks[provider];
  return (
    <Button asChild size="lg">
      {/* not a page of ours: it must not be fetched ahead */}
      <a href={providerPath(provider, next, isConfirming)}>
        <Mark className="size-5" />
        {isConfirming ? "Confirm" : "Continue"} with {providerLabels[provider]}
      </a>
    </Button>
  );
}
