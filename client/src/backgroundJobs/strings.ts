/** Strings of the background jobs. */
export const backgroundJobStrings = {
  title: 'Background jobs',
  hint: 'Jobs that are waiting, running or failed. A job that succeeds leaves the list.',
  none: 'No jobs are waiting, and none have failed.',
  failed: 'The jobs couldn’t be loaded.',
  task: `{task, select,
    deliver_notifications {Deliver notifications}
    send_mail {Send an email}
    send_scheduled_message {Send a scheduled message}
    arrange_meeting {Update a meeting link}
    remind_of_session {Remind of a session}
    assign_new_tickets {Assign new tickets}
    assign_waiting_tickets {Assign waiting tickets}
    send_invitation {Send an invitation}
    continue_batch {Bulk edit}
    receive_mail {Process an email}
    remove_old_mails {Clean up emails}
    end_silent_screen_share {End a lost screen share}
    return_claims {Release claims}
    collect_files {Delete removed files}
    collect_orphaned_files {Delete abandoned files}
    back_up {Back up the desk}
    sweep_screen_shares {Clean up screen shares}
    sweep_live_changes {Clean up live updates}
    sweep_notifications {Clean up notifications}
    remove_old_batches {Clean up bulk edits}
    remove_expired_access {Remove expired sign-ins and links}
    remove_failed_jobs {Remove old failed jobs}
    apply_retention {Apply retention rules}
    erase_people {Erase users}
    add_missing_jobs {Check for missing jobs}
    case_deadline {Check the deadline of a dispute}
    ask_for_ratings {Ask for ratings}
    end_emergency_access {End emergency access}
    mail_link {Send a link by email}
    send_push {Send a push notification}
    send_text {Send a text message}
    learn_ticket {Learn from a resolved ticket}
    learn_missing_tickets {Learn from resolved tickets}
    move_retired_tickets {Move tickets of retired teams}
    count_figures {Count figures}
    sum_up_counts {Sum up counts of tickets}
    count_tickets_afresh {Count tickets afresh}
    run_backfills {Complete an upgrade}
    reindex_search {Index everything for search}
    other {Other}
  }`,
  state: '{state, select, FAILED {Failed} RETRYING {Retrying} RUNNING {Running} other {Waiting}}',
  attempts: '{count, plural, =0 {Not tried yet} one {# of {most} attempts} other {# of {most} attempts}}',
  due: 'Due {time}',
  retry: 'Retry',
  retried: 'The job will run again now.',
  mails: 'Stored mails',
  mailsHint: 'This desk has no mail server, so mails are stored and not sent.',
  mailTo: 'To {to} · {time}',
  notRetried: 'The job couldn’t be retried. Try again.',
}
