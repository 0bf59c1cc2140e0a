#pragma once

#include "engine/calendar/moment.hpp"

namespace vertrek {

/// Time is handed in: nothing below `main` asks the machine what time it is.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Moment now() const = 0;
};

/// A clock that stands still at the moment it was given, for histories and tests.
class StoppedClock final : public Clock {
 public:
  explicit StoppedClock(Moment at) : at_(at) {}
  [[nodiscard]] Moment now() const override { return at_; }

 private:
  Moment at_;
};

}  // namespace vertrek
