import { Ban, Clock, CircleCheck, Globe, Unplug } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/lib/paths";
import { ConsentCard } from "./consent-card";

export type GoneReason = keyof typeof reasons;

/** A request that cannot be decided here, and what to do instead. */
export function RequestGone({ reason }: { reason: GoneReason }) {
  const { icon: Icon, title, text } = reasons[reason];
  return (
    <ConsentCard>
      <h1 className="sr-only">Access for an app</h1>
      <div className="-mx-6 -my-7 sm:-mx-8">
        <EmptyState
          icon={<Icon />}
          title={title}
          action={
            <Button asChild>
              <Link href={paths.connectedApps}>Connected apps</Link>
            </Button>
          }
        >
          {text}
        </EmptyState>
      </div>
    </ConsentCard>
  );
}

const reasons = {
  unknown: { icon: Unplug, title: "No app is asking here", text: "This link is not complete, or its request was tidied away. Go back to the app and connect again." },
  other_browser: { icon: Globe, title: "This began in another browser", text: "An app’s question can only be answered in the browser in which it was asked. If you did not begin to connect an app yourself, close this page: somebody else sent you the link." },
  expired: { icon: Clock, title: "This question was open for too long", text: "Nothing was allowed. Go back to the app and connect again." },
  used: { icon: CircleCheck, title: "You have already answered", text: "An answer counts once. If the app still waits, go back to it and connect again." },
  blocked: { icon: Ban, title: "This app may not connect", text: "It was blocked, or waits for an administrator’s approval. Nothing was allowed. Ask an administrator." },
} as const;
