#pragma once

#include <string>

namespace vertrek {

/// The language in which a person reads the program. Dutch is the default.
enum class Language { nl, en };

/// A sentence for people, in both languages. Never parsed, never compared.
struct Text {
  std::string nl;
  std::string en;

  [[nodiscard]] std::string const& in(Language language) const {
    return language == Language::nl ? nl : en;
  }
};

}  // namespace vertrek
