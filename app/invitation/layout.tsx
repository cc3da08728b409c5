import type { ReactNode } from "react";
import { AskingPage } from "@/components/consent/asking-page";
import { config } from "@/lib/env/config";

export default function InvitationLayout({ children }: { children: ReactNode }) {
  return <AskingPage brandName={config().brandName}>{children}</AskingPage>;
}
