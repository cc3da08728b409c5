/** Our own mark: a key whose bow is a house. Decorative; the brand's name stands beside it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="4 5 25 21" fill="currentColor" aria-hidden="true" className={className}>
      <path
        fillRule="evenodd"
        d="M12.02 6.4a1.6 1.6 0 0 1 1.96 0l6.4 5.02c.39.3.62.77.62 1.26V15h5.4c.88 0 1.6.72 1.6 1.6v4.2a1.2 1.2 0 0 1-2.4 0v-2.6h-1.7v1.7a1.2 1.2 0 0 1-2.4 0v-1.7H21v5.7c0 .88-.72 1.6-1.6 1.6H6.6c-.88 0-1.6-.72-1.6-1.6V12.68c0-.5.23-.96.62-1.26zM13 13.3a2.6 2.6 0 0 0-1.2 4.9v2.5a1.2 1.2 0 0 0 2.4 0v-2.5a2.6 2.6 0 0 0-1.2-4.9"
      />
    </svg>
  );
}
