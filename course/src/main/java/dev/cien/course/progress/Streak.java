package dev.cien.course.progress;

import java.time.LocalDate;

/// Dates of learning without a gap.
///
/// @param from its first date
/// @param to its last date
/// @param days how many dates were learnt on; dates of a pause do not count
public record Streak(LocalDate from, LocalDate to, int days) {}
