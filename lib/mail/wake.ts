import { slot } from "@/lib/slot";

/** Where there is a mail server to talk to: lets the sender look at once. Without one nobody is there to wake. */
export const mailWaker = slot<() => void>("mailWaker");

export const wakeSender = () => mailWaker.peek()?.();
