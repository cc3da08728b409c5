import clsx from "clsx";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";

type Variant = "primary" | "secondary" | "ghost" | "on-code" | "danger" | "danger-quiet";
type Size = "sm" | "md" | "lg";

type ButtonProps = ComponentProps<"button"> & {
  variant?: Variant;
  size?: Size;
  /** Styles the child (a link) instead of making a button. */
  asChild?: boolean;
  /** Shows that work is under way; further presses do nothing. */
  busy?: boolean;
};

export function Button({ variant = "secondary", size = "md", asChild, busy, className, children, onClick, type = "button", ...rest }: ButtonProps) {
  const look = clsx(base, sizes[size], variants[variant], busy && "cursor-progress", className);
  if (asChild) {
    return (
      <Slot.Root className={look} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type={type} className={look} aria-busy={busy || undefined} onClick={busy ? (event) => event.preventDefault() : onClick} {...rest}>
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : null}
      {children}
    </button>
  );
}

const base =
  "inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none cursor-pointer transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 [&>svg]:size-4 [&>svg]:shrink-0";

const sizes: Record<Size, string> = {
  sm: "h-8 px-3 text-[0.8125rem]",
  md: "h-9 px-4 text-sm",
  lg: "h-11 px-5 text-base",
};

const variants: Record<Variant, string> = {
  primary: "bg-action text-on-action shadow-low hover:bg-action-hover",
  secondary: "border border-line bg-surface text-ink shadow-low hover:bg-sunken dark:bg-raised dark:hover:bg-line",
  ghost: "text-muted hover:bg-sunken hover:text-ink",
  "on-code": "text-code-faint hover:bg-code-line hover:text-code-ink focus-visible:outline-code-brass",
  danger: "bg-bad-solid text-white shadow-low hover:brightness-110",
  "danger-quiet": "border border-line bg-surface text-bad shadow-low hover:border-bad-line hover:bg-bad-soft dark:bg-raised",
};
