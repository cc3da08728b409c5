import type { Metadata } from "next";
import { TelegramGuide } from "@/components/docs/guides/telegram";
import { config } from "@/lib/env/config";
import { telegramUsername } from "@/lib/telegram/status";

export const metadata: Metadata = { title: "Telegram" };

export default function TelegramDocsPage() {
  const { publicUrl, signIn } = config();
  return <TelegramGuide publicUrl={publicUrl} bot={signIn.telegram ? (telegramUsername() ?? null) : undefined} />;
}
