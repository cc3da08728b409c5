"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { AlertDialog as Alert, Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";

const overlayLook = "fixed inset-0 z-40 bg-black/45 animate-fade dark:bg-black/60";
const panelLook =
  "fixed inset-x-0 bottom-0 z-50 mx-auto max-h-[92dvh] w-full overflow-y-auto rounded-t-xl border border-line bg-surface shadow-high animate-rise sm:top-1/2 sm:bottom-auto sm:-translate-y-1/2 sm:rounded-xl dark:bg-raised";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** No close button, and neither Escape nor a press outside closes it. */
  gated?: boolean;
  /** Called where a gated dialog was asked to close. */
  onRefused?: () => void;
  className?: string;
  children: ReactNode;
};

export function Dialog({ open, onOpenChange, title, description, gated = false, onRefused, className, children }: DialogProps) {
  const refuse: ComponentProps<typeof Primitive.Content>["onEscapeKeyDown"] = (event) => {
    if (!gated) return;
    event.preventDefault();
    onRefused?.();
  };
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayLook} />
        <Primitive.Content
          className={clsx(panelLook, className ?? "sm:max-w-lg")}
          onEscapeKeyDown={refuse}
          onInteractOutside={(event) => gated && event.preventDefault()}
          onPointerDownOutside={(event) => gated && (event.preventDefault(), onRefused?.())}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <header className="flex items-start justify-between gap-4 px-6 pt-5">
            <div className="grid gap-1">
              <Primitive.Title className="text-lg font-semibold tracking-tight">{title}</Primitive.Title>
              {description ? <Primitive.Description className="text-sm text-muted">{description}</Primitive.Description> : null}
            </div>
            {gated ? null : (
              <Primitive.Close className="-mr-2 grid size-8 cursor-pointer place-items-center rounded-md text-faint hover:bg-sunken hover:text-ink" aria-label="Close">
                <X aria-hidden className="size-4.5" />
              </Primitive.Close>
            )}
          </header>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
  confirmLabel: string;
  onConfirm: () => void;
  busy?: boolean;
  danger?: boolean;
};

/** Asks once before what cannot be undone. Focus starts on the way out. */
export function ConfirmDialog({ open, onOpenChange, title, children, confirmLabel, onConfirm, busy, danger = true }: ConfirmDialogProps) {
  return (
    <Alert.Root open={open} onOpenChange={onOpenChange}>
      <Alert.Portal>
        <Alert.Overlay className={overlayLook} />
        <Alert.Content className={clsx(panelLook, "sm:max-w-md")}>
          <div className="grid gap-2 px-6 pt-5">
            <Alert.Title className="text-lg font-semibold tracking-tight">{title}</Alert.Title>
            <Alert.Description asChild>
              <div className="grid gap-2 text-sm text-muted">{children}</div>
            </Alert.Description>
          </div>
          <footer className="flex flex-col-reverse gap-2 px-6 pt-5 pb-6 sm:flex-row sm:justify-end">
            <Alert.Cancel asChild>
              <Button>Cancel</Button>
            </Alert.Cancel>
            <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </footer>
        </Alert.Content>
      </Alert.Portal>
    </Alert.Root>
  );
}
