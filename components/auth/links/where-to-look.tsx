/** Where a link is that was just made: in a mailbox, or, where no mail is sent, with whoever runs the server. */
export function WhereToLook({ sendsMail, email, children }: { sendsMail: boolean; email: string | undefined; children: string }) {
  const address = email ? <span className="font-medium break-all text-ink">{email}</span> : "the address";
  if (sendsMail) {
    return (
      <p className="text-sm text-muted">
        {children} {address}. Look in the spam folder too. Nothing there after a few minutes? The address may have been mistyped.
      </p>
    );
  }
  return (
    <p className="text-sm text-muted">
      This server sends no mail, so nothing was sent to {address}. Whoever runs it finds the link on its console and in the administrators’ outbox.
    </p>
  );
}
