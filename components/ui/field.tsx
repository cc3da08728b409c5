import clsx from "clsx";
import { useId, type ReactNode } from "react";

type FieldProps = {
  label: string;
  hint?: ReactNode;
  /** Without the field's name and without a full stop: "must be an email address". */
  error?: string | undefined;
  optional?: boolean;
  /** Stands at the right end of the label's line. */
  aside?: ReactNode;
  className?: string;
  children: (control: ControlProps) => ReactNode;
};

type ControlProps = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

/** Label, control, hint and error, tied together for screen readers. */
export function Field({ label, hint, error, optional, aside, className, children }: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  return (
    <div className={clsx("grid min-w-0 content-start gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
          {optional ? <span className="ml-1.5 font-normal text-faint">optional</span> : null}
        </label>
        {aside}
      </div>
      {children({ id, "aria-describedby": describedBy, "aria-invalid": error ? true : undefined })}
      {error ? (
        <p id={errorId} className="text-sm text-bad">
          {label} {error}.
        </p>
      ) : null}
      {hint ? (
        <p id={hintId} className="text-[0.8125rem] leading-5 text-faint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
