import { receiveTelegramUpdate } from "@/lib/http/telegram/webhook";

export const POST = receiveTelegramUpdate;
