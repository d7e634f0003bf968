/** The modules of the made-up repository `acme/widgets` that plan #42 touches, and what is found in each. */

export interface UploadModule {
  /** File name in `src/upload`, without its ending. */
  readonly name: string;
  /** What it is about, as in "… of the parts". */
  readonly subject: string;
  /** What the implementer finds out while reading it. */
  readonly finding: string;
  /** The test that fails first, and how. */
  readonly failingTest: string;
  readonly failure: string;
  /** What was wrong, and what is done about it. */
  readonly cause: string;
  readonly decision: string;
}

export const UPLOAD_MODULES: readonly UploadModule[] = [
  {
    name: "client",
    subject: "requests to the part store",
    finding: "`send` goes through `fetchWithTimeout`, which retries a 503 twice on its own",
    failingTest: "gives up after five attempts",
    failure: "expected 5 requests, received 15",
    cause: "every attempt of ours became three requests below",
    decision: "`send` passes `retries: 0` down, so there is one place that retries",
  },
  {
    name: "part_splitter",
    subject: "cutting a file into parts",
    finding: "the store refuses parts below 5 MiB, except the last one",
    failingTest: "splits a file of 11 MiB into two parts",
    failure: "expected the second part to have 6291456 bytes, received 1048576",
    cause: "the remainder became a part of its own even where it was not the last",
    decision: "the remainder is added to the part before it, and the limit stands in one constant",
  },
  {
    name: "checksum",
    subject: "digests of parts",
    finding: "the digest is computed from the stream, so a second attempt would hash an empty stream",
    failingTest: "sends the same digest on every attempt",
    failure: "expected digest 9f2c… on attempt 2, received e3b0… (the digest of nothing)",
    cause: "the stream was already read when the retry began",
    decision: "the digest is computed once and handed to every attempt",
  },
  {
    name: "presigned_address",
    subject: "addresses that are signed for a quarter of an hour",
    finding: "an address is asked for once an upload, not once a part",
    failingTest: "asks for a new address when the old one has expired",
    failure: "expected status 200 on attempt 3, received 403 Request has expired",
    cause: "with backoff the last attempts come after the fifteen minutes",
    decision: "each attempt checks the expiry and renews the address within a minute of it",
  },
  {
    name: "resume_journal",
    subject: "the journal from which an upload is resumed",
    finding: "the journal is written after the whole batch, so a crash loses up to eight finished parts",
    failingTest: "resumes after the last finished part",
    failure: "expected to upload parts 5 to 9, uploaded parts 1 to 9",
    cause: "the entries were still in memory when the process was killed",
    decision: "an entry is appended and flushed as soon as its part is acknowledged",
  },
  {
    name: "concurrency_limit",
    subject: "how many parts travel at a time",
    finding: "a part that waits for its next attempt keeps its slot",
    failingTest: "lets other parts pass while one waits",
    failure: "expected 7 parts to finish within 4 ticks, 3 finished",
    cause: "the slot was held by the backoff's timer",
    decision: "the slot is given back before waiting and taken again for the attempt",
  },
  {
    name: "progress_report",
    subject: "the progress that a person sees",
    finding: "bytes are counted when they are sent, so a retried part counts twice",
    failingTest: "never shows more than 100 %",
    failure: "expected at most 100, received 104.2",
    cause: "a failed attempt's bytes were not taken back",
    decision: "bytes count when a part is acknowledged; what is under way is shown apart",
  },
  {
    name: "abort_cleanup",
    subject: "what is left behind by an upload that was given up",
    finding: "the store bills for parts of unfinished uploads until they are aborted",
    failingTest: "aborts the upload when a part fails for good",
    failure: "expected one DELETE request, received none",
    cause: "the error left the loop before the clean-up could run",
    decision: "the abort stands in a finally block and its own failure is only a warning",
  },
  {
    name: "error_report",
    subject: "what a person reads when an upload fails",
    finding: "the message says `upload failed` and nothing else",
    failingTest: "names the part that failed and the last status",
    failure: "expected a message that matches /part 131 of 480/, received `upload failed`",
    cause: "the part's number was known only inside the worker",
    decision: "`PartFailed` carries number, attempts and last status; the report is made of it",
  },
  {
    name: "settings",
    subject: "settings of the uploader",
    finding: "`UPLOAD_ATTEMPTS` is read as a string and compared with a number",
    failingTest: "refuses zero attempts",
    failure: "expected RangeError: UPLOAD_ATTEMPTS must be 1 to 10, nothing was thrown",
    cause: '`"0" < 1` is true, but the check ran before the conversion of the default',
    decision: "settings are converted at the edge and checked as numbers",
  },
  {
    name: "metrics",
    subject: "counters for the dashboard",
    finding: "`upload_errors_total` counts attempts, and the alert is set to uploads",
    failingTest: "counts a retried upload as one success",
    failure: "expected upload_errors_total 0, received 4",
    cause: "the counter sat below the retry",
    decision: "`upload_attempts_total{outcome}` is new; the old counter moves above the retry",
  },
  {
    name: "bandwidth",
    subject: "the limit on bandwidth",
    finding: "the token bucket refills from the wall clock, so the fake clock does not move it",
    failingTest: "spreads a burst over two seconds",
    failure: "expected 2 refills, received 0",
    cause: "`Date.now()` was called directly in the bucket",
    decision: "the bucket takes the clock as an argument like everything else",
  },
  {
    name: "finish_upload",
    subject: "the request that puts the parts together",
    finding: "the store may answer 200 with an error in the body",
    failingTest: "takes an error in a 200 answer as a failure",
    failure: "expected UploadNotFinished, the upload was reported as done",
    cause: "only the status was looked at",
    decision: "the body is parsed, and an `<Error>` in it is retried like a 500",
  },
  {
    name: "part_store_fake",
    subject: "the part store of the tests",
    finding: "the fake accepts parts in any order, the real store does too but lists them sorted",
    failingTest: "lists parts sorted by number",
    failure: "expected [1, 2, 10], received [1, 10, 2]",
    cause: "the fake sorted part numbers as text",
    decision: "the fake sorts as numbers, and the contract test runs against both",
  },
  {
    name: "cancel",
    subject: "cancelling an upload with Ctrl-C",
    finding: "the abort signal stops requests but not the backoff's timer",
    failingTest: "stops within one tick when cancelled",
    failure: "expected to settle after 1 tick, still pending after 40",
    cause: "the sleep did not listen to the signal",
    decision: "`clock.sleep` takes the signal and rejects with its reason",
  },
  {
    name: "command_line",
    subject: "flags of `widgets upload`",
    finding: "`--retries` exists already and means whole uploads",
    failingTest: "explains --part-attempts in --help",
    failure: "expected the help to mention --part-attempts, it does not",
    cause: "the flag was parsed but not declared",
    decision: "`--part-attempts` is new and documented; `--retries` stays as it is",
  },
];
