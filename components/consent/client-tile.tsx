import clsx from "clsx";

/** An app's initial. Pictures from other sites would tell them who looks. */
export function ClientTile({ name, className }: { name: string; className?: string }) {
  return (
    <span aria-hidden className={clsx("grid shrink-0 place-items-center rounded-lg border border-line bg-sunken font-semibold text-muted", className ?? "size-9 text-sm")}>
      {[...name.trim()][0]?.toUpperCase() ?? "?"}
    </span>
  );
}
