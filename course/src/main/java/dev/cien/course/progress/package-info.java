/// What a learner has done and when: a log of entries, and what follows from it — streaks, a
/// calendar, a certificate. Nothing here is counted twice or kept beside the log.
package dev.cien.course.progress;
