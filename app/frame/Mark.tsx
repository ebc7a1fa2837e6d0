/** The product's mark: a row of a switchboard's jacks, one of them lit. */
export function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <circle cx="5" cy="6" r="3.2" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <circle cx="17" cy="6" r="3.2" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <circle cx="11" cy="16.5" r="4.1" fill="var(--accent)" />
      <path
        d="M5 9.5v1.2c0 2 1.3 3.2 3 3.9M17 9.5v1.2c0 2-1.3 3.2-3 3.9"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
      />
    </svg>
  );
}
