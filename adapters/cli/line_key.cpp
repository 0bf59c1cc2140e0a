#include "adapters/cli/line_key.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <string>

namespace vertrek::cli {

CommandKey key_of(Command const& command, int nth) {
  std::string text = command.case_id.str() + '\n' + command.type.str() + '\n' +
                     command.by.partner.str() + '\n' + command.by.user.str() + '\n' +
                     command.by.role + '\n' + command.occurred_at.iso() + '\n' + command.data +
                     '\n' + std::to_string(nth);
  if (command.irregular)
    text += '\n' + command.irregular->reason + '\n' + command.irregular->second.str();
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::string key = "line:";
  constexpr std::size_t enough = 16;
  for (std::size_t i = 0; i < enough; ++i) key += fmt::format("{:02x}", digest.at(i));
  return CommandKey{std::move(key)};
}

}  // namespace vertrek::cli
