/// The hundred days: what the command and the studio share about learning.
module dev.cien.course {
  requires transitive dev.cien.recipes;
  requires transitive tools.jackson.databind;

  exports dev.cien.course;
  exports dev.cien.course.days;
  exports dev.cien.course.digit;
  exports dev.cien.course.experiment;
  exports dev.cien.course.glossary;
  exports dev.cien.course.history;
  exports dev.cien.course.journal;
  exports dev.cien.course.landscape;
  exports dev.cien.course.losses;
  exports dev.cien.course.playground;
  exports dev.cien.course.progress;
  exports dev.cien.course.runs;
  exports dev.cien.course.small;
  exports dev.cien.course.steps;
}
