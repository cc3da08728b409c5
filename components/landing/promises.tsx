import { Ban, Fingerprint, ListChecks, MapPin, ScrollText, Timer, type LucideIcon } from "lucide-react";

const promises: { icon: LucideIcon; title: string; text: string }[] = [
  { icon: Fingerprint, title: "Shown once, kept as a hash", text: "A key is on screen once, behind a dialog that does not close by accident. What is stored cannot be turned back into it." },
  { icon: Ban, title: "Revoked means now", text: "Revoke, pause or sign out, and the very next request is refused. No cache to wait for." },
  { icon: ListChecks, title: "Scopes in plain words", text: "Each key holds what you tick and no more. What your role cannot give is shown, and closed." },
  { icon: MapPin, title: "From where you say", text: "Tie a key to addresses or networks. From anywhere else it is just a string." },
  { icon: Timer, title: "Limits and an end", text: "A rate and an expiry for each key. Every answer says how much is left." },
  { icon: ScrollText, title: "Everything on record", text: "Each sign-in and each change with who, when and from where, in a chain that shows tampering." },
];

export function Promises() {
  return (
    <section aria-labelledby="promises" className="mx-auto max-w-6xl px-4 py-16 sm:px-8 sm:py-20">
      <h2 id="promises" className="max-w-xl text-2xl font-semibold tracking-tight sm:text-3xl">
        Keys you can account for
      </h2>
      <ul className="mt-10 grid gap-x-12 gap-y-10 sm:grid-cols-2 lg:grid-cols-3">
        {promises.map(({ icon: Icon, title, text }) => (
          <li key={title} className="border-t border-line pt-5">
            <Icon aria-hidden className="size-5 text-brass" />
            <h3 className="mt-3 font-semibold">{title}</h3>
            <p className="mt-1 text-muted">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
