"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Toast } from "radix-ui";
import { createContext, useCallback, useContext, useState, type ReactNode } from "react";

type Message = { id: number; text: string; tone: "good" | "bad"; offer: Offer | undefined };
/** What can still be done about it: "Undo". */
type Offer = { label: string; run: () => void };
type Say = (text: string, tone?: Message["tone"], offer?: Offer) => void;

const SayContext = createContext<Say>(() => {});

/** Says a short result at the edge of the page, for what leaves no trace where it was done. */
export const useToast = () => useContext(SayContext);

let nextId = 1;
const longEnoughToDecide = 15_000;

export function Toaster({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<Message[]>([]);
  const say = useCallback<Say>((text, tone = "good", offer) => setMessages((before) => [...before.slice(-2), { id: nextId++, text, tone, offer }]), []);
  const forget = (id: number) => setMessages((before) => before.filter((message) => message.id !== id));
  return (
    <Toast.Provider duration={5000} label="Message">
      <SayContext value={say}>{children}</SayContext>
      {messages.map(({ id, text, tone, offer }) => (
        <Toast.Root
          key={id}
          {...(offer && { duration: longEnoughToDecide })}
          onOpenChange={(open) => !open && forget(id)}
          className="flex items-center gap-3 rounded-lg border border-line bg-raised py-3 pr-2 pl-4 text-sm shadow-high animate-rise"
        >
          {tone === "good" ? <CircleCheck aria-hidden className="size-4.5 shrink-0 text-good" /> : <CircleAlert aria-hidden className="size-4.5 shrink-0 text-bad" />}
          <Toast.Description className="flex-1">{text}</Toast.Description>
          {offer ? (
            <Toast.Action altText={offer.label} onClick={offer.run} className="cursor-pointer rounded-md px-2 py-1 font-medium text-brass hover:bg-sunken">
              {offer.label}
            </Toast.Action>
          ) : null}
          <Toast.Close aria-label="Dismiss" className="grid size-7 cursor-pointer place-items-center rounded-md text-faint hover:bg-sunken hover:text-ink">
            <X aria-hidden className="size-4" />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className="fixed inset-x-4 bottom-20 z-[60] grid gap-2 sm:left-auto sm:w-88 lg:bottom-6" />
    </Toast.Provider>
  );
}
