const words = (text: string): string[] => text.trim().split(/\s+/)

/** Given names for people without one: imported customers, and the seed's people. */
export const GIVEN_NAMES = words(`
  Aisha Alba Amara Ana Andrea Anjali Aylin Beatriz Camille Carmen Chiara Chloe Clara Daniela Dilan Elena Elif Emma Esther
  Farah Fatima Freya Grace Hana Hannah Ines Ingrid Isabel Jana Jasmin Joana Julia Katarzyna Keiko Laila Lea Leila Lena
  Linh Lucia Maja Mariam Marta Maya Mei Mina Mira Nadia Naomi Neha Nina Noor Olga Priya Renata Rosa Ruth Sana Sara Sofia
  Tamar Valentina Vera Yasmin Yuki Zofia Aaron Adam Ahmed Akira Alejandro Amir Anders Andrei Antonio Arjun Ben Bilal
  Carlos Chen Daniel David Diego Dmitri Eduardo Elias Emre Erik Felix Gabriel Hassan Henrik Hugo Ibrahim Ivan Jakub Jan
  Joao Jonas Jorge Kai Karim Kenji Kofi Lars Leon Liam Luca Lukas Marco Mateo Mehmet Miguel Mohamed Nikola Noah Oliver
  Omar Oscar Pablo Pavel Pedro Rafael Rahul Ravi Samir Samuel Sven Tariq Thomas Tomas Victor Wei Yusuf`)

/** Family names, as above. */
export const FAMILY_NAMES = words(`
  Abbas Adeyemi Aguilar Ahmed Almeida Andersen Baker Barbosa Bauer Becker Bianchi Brown Campos Castillo Chavez Chen Cohen
  Costa Cruz Das Demir Diaz Diop Dubois Dvorak Eriksen Esposito Farouk Fernandez Ferrari Fischer Fontaine Garcia Ghosh
  Gomes Green Gupta Haddad Hansen Hassan Herrera Hoffmann Horvat Huang Ibrahim Ito Ivanov Jansen Johansson Kaya Keller
  Khan Kim Kovac Kowalski Kumar Lambert Larsen Lee Lehmann Lin Lopez Marino Martin Mehta Mendes Meyer Moreau Morris
  Mukherjee Murphy Mwangi Nakamura Navarro Nguyen Nielsen Novak Okafor Okoye Oliveira Olsen Ortiz Osman Papadopoulos
  Park Patel Pereira Petrov Popescu Rahman Ramirez Reyes Ricci Rossi Roy Ruiz Saito Salazar Santos Sato Schmidt Schneider
  Sharma Silva Singh Smith Sousa Stein Suzuki Svensson Takahashi Tan Torres Tran Turner Vargas Vasquez Vega Virtanen
  Wagner Walker Wang Weber White Williams Wong Yamamoto Yilmaz Young Zhang Ziegler`)
