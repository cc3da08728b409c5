import { TriangleAlert } from "lucide-react";

/** Stands on every page while ENABLE_AUTH is false. */
export function OpenHouseBanner() {
  return (
    <aside aria-label="Authentication is off" className="flex items-center justify-center gap-2 border-b border-warn-line bg-warn-soft px-4 py-2 text-center text-sm text-warn">
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <p>
        Authentication is off: every request acts as a local administrator. Remove <code className="font-semibold">ENABLE_AUTH=false</code> to lock the door.
      </p>
    </aside>
  );
}
