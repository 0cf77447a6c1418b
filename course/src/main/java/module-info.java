/// The hundred days: what the command and the studio share about learning.
module dev.cien.course {
  requires transitive dev.cien.recipes;

  exports dev.cien.course;
  exports dev.cien.course.journal;
  exports dev.cien.course.playground;
}
